@promise-7
Feature: Members are not the threshold
  Eleven of 33 members and nine of the eleven required are two statements.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: A count of members stands next to a count toward the threshold
    Given these claims:
      | source | published  | kind             | instrument      | count | required | members | stage     | as of      |
      | Paper  | 2024-06-01 | consents-counted | alce-convention | 9     | 11       |         | deposited | 2024-06-01 |
      | Gazeta | 2024-05-01 | consents-counted | alce-convention | 11    |          | 33      | deposited | 2024-05-01 |
    When I ask as of 1 July 2024
    Then "alce-convention" has 9 of 11 consents
    And nobody loses on the consents of "alce-convention"

  Scenario: The same number, counted toward the threshold
    Given these claims:
      | source | published  | kind             | instrument      | count | required | stage     | as of      |
      | Paper  | 2024-06-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-06-01 |
      | Gazeta | 2024-05-01 | consents-counted | alce-convention | 11    | 11       | deposited | 2024-05-01 |
    When I ask as of 1 July 2024
    Then "alce-convention" has 11 of 11 consents
    And "Paper" loses on the consents of "alce-convention" as regressive
