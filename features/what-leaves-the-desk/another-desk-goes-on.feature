@promise-29
Feature: Another desk goes on with a ledger, and can prove where each claim comes from
  The colleague who takes over gets the same answers, and believes nobody's word for it.

  Background:
    Given an empty ledger
    And a partnership "space" between "Mexico" and "Korea"
    And a partnership "harbour" between "Mexico" and "Chile"
    And I look at "space"
    And a convention "alce"
    And these claims:
      | source   | published  | kind             | instrument | count | required | stage     | as of      | quote                       |
      | THX News | 2024-06-01 | consents-counted | alce       | 9     | 11       | deposited | 2024-06-01 | Nine of eleven have joined  |
      | Gazeta   | 2024-06-12 | consents-counted | alce       | 10    | 11       | deposited | 2024-06-12 | Ten of eleven have joined   |
      | The Wire | 2024-06-13 | consents-counted | alce       | 11    | 11       | deposited | 2024-06-13 | All eleven are in, we learn |
    And on 14 June 2024 "The Wire" retracts "The Wire"
    And another desk with an empty ledger

  Scenario: The same answers, each with its proof
    When it takes in what the first desk exports
    And I look at "space"
    And I ask as of 20 June 2024
    Then "alce" has 10 of 11 consents
    And the consents of "alce" rest on the words "Ten of eleven have joined"
    And the claim of "Gazeta" was recorded first at the first desk, with proof
    And the claim of "The Wire" does not stand: document retracted
    And the ledger verifies

  Scenario: One partnership, and no more
    When it takes in what the first desk exports of "harbour"
    Then searching for "consents-counted" finds 0 claims

  Scenario: Taken in twice, nothing is there twice
    When it takes in what the first desk exports
    And it takes in what the first desk exports
    Then searching for "consents-counted" finds 3 claims

  Scenario: One word that became another on the way, and nothing of it is believed
    When it takes in what the first desk exports, with "Ten of eleven" changed to "Six of eleven" on the way
    Then it is refused: "not what was recorded there"
    And searching for "consents-counted" finds 0 claims
