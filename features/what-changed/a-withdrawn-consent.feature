@promise-9
Feature: A withdrawal lowers the count, with cause
  The signature stays, and nothing is flagged.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: A State takes its ratification back
    Given these claims:
      | source   | source kind | published  | kind              | instrument      | party  | count | required | stage     | as of      | quote                                 |
      | Ministry | depositary  | 2024-03-01 | signed            | alce-convention | mexico |       |          |           | 2021-09-18 | Mexico signed                         |
      | Ministry | depositary  | 2024-03-01 | consent-deposited | alce-convention | mexico |       |          |           | 2022-12-19 | Mexico deposited its instrument       |
      | Paper    | news        | 2024-05-01 | consents-counted  | alce-convention |        | 9     | 11       | deposited | 2024-05-01 | Nine of eleven have ratified          |
      | Gazette  | depositary  | 2024-07-01 | consent-withdrawn | alce-convention | mexico |       |          |           | 2024-06-15 | Mexico withdrew its ratification      |
    When I ask as of 2 August 2024
    Then "alce-convention" has 8 of 11 consents
    And "mexico" has not consented to "alce-convention"
    And "mexico" has signed "alce-convention"
    And the consents of "alce-convention" rest on the words "Mexico withdrew its ratification"
    And the consents of "alce-convention" rest on the words "Nine of eleven have ratified"
    And 0 matters are contested

  Scenario: A lower count without a withdrawal
    Given these claims:
      | source | published  | kind             | instrument      | count | required | stage     | as of      |
      | Paper  | 2024-05-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
      | Gazeta | 2024-08-01 | consents-counted | alce-convention | 8     | 11       | deposited | 2024-08-01 |
    When I ask as of 2 August 2024
    Then "alce-convention" has 9 of 11 consents
    And 1 matter is contested
