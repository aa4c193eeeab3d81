@promise-29
Feature: What two desks have on one story comes together, and nobody's work is written over
  Each desk keeps what it recorded itself. What the two call by other names is asked about.

  Background:
    Given an empty ledger
    And a partnership "space" between "Mexico" and "Korea"
    And a convention "alce"
    And these claims:
      | source | published  | kind             | instrument | count | required | stage     | as of      |
      | Gazeta | 2024-06-12 | consents-counted | alce       | 10    | 11       | deposited | 2024-06-12 |

  Scenario: What a desk had already stays its own
    Given another desk with an empty ledger
    And a partnership "space" between "Mexico" and "Korea"
    And a convention "alce"
    And these claims:
      | source   | published  | kind             | instrument | count | required | stage     | as of      |
      | THX News | 2024-06-01 | consents-counted | alce       | 9     | 11       | deposited | 2024-06-01 |
    When it takes in what the first desk exports
    And I ask as of 14 June 2024
    Then "alce" has 10 of 11 consents
    And the claim of "THX News" was recorded first at this desk
    And the claim of "Gazeta" was recorded first at the first desk, with proof

  Scenario: One name under two ids is asked about, and nothing is recorded before
    Given another desk with an empty ledger
    And this sheet is imported:
      | kind  | id  | name  | type  |
      | party | rok | Korea | state |
    When it takes in what the first desk exports
    Then it is refused: "may be one party, and may be two"
    And searching for "consents-counted" finds 0 claims

  Scenario: Taken for one, their claims are of one party
    Given another desk with an empty ledger
    And this sheet is imported:
      | kind  | id  | name  | type  |
      | party | rok | Korea | state |
    When it takes in what the first desk exports, and takes parties of one name for one
    Then "rok" and "korea" are one party
    And searching for "consents-counted" finds 1 claim
