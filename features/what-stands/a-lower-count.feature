@promise-1
Feature: A lower count of a later day does not replace a higher one
  What was deposited stays deposited, unless someone withdrew or a better source counts fewer.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: An equal source counts fewer, later
    Given these claims:
      | source | published  | kind             | instrument      | count | required | stage     | as of      |
      | Paper  | 2024-05-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
      | Gazeta | 2024-07-01 | consents-counted | alce-convention | 7     | 11       | deposited | 2024-07-01 |
    When I ask as of 1 August 2024
    Then "alce-convention" has 9 of 11 consents
    And the consents of "alce-convention" are contested
    And "Gazeta" loses on the consents of "alce-convention" as regressive
    And the order of arrival changes nothing

  Scenario: The depositary counts fewer, later
    Given these claims:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | Paper    | news        | 2024-05-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
      | Ministry | depositary  | 2024-07-01 | consents-counted | alce-convention | 7     | 11       | deposited | 2024-07-01 |
    When I ask as of 1 August 2024
    Then "alce-convention" has 7 of 11 consents
    And the consents of "alce-convention" are settled
    And "Paper" loses on the consents of "alce-convention" as overcount
    And the order of arrival changes nothing
