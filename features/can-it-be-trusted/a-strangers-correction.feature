@promise-4
Feature: A stranger can dispute, and cannot correct
  Only the publisher, its root or the ledger itself takes a claim back.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: A blog says that the wire is wrong
    Given these claims:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | The Wire | wire        | 2024-05-08 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-08 |
    When on 9 May 2024 "A Blog" retracts "The Wire"
    Then it is refused: "not-entitled"
    When on 9 May 2024 "A Blog" disputes "The Wire"
    And I ask as of 1 June 2024
    Then "alce-convention" has 9 of 11 consents
    And the claim of "The Wire" is disputed
    And 1 matter is contested

  Scenario: The wire itself corrects its count
    Given these claims:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | The Wire | wire        | 2024-05-08 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-08 |
    When on 9 May 2024 "The Wire" corrects "The Wire" to:
      | count |
      | 10    |
    And I ask as of 1 June 2024
    Then "alce-convention" has 10 of 11 consents
    And the claim of "The Wire" does not stand: corrected
    And 0 matters are contested
