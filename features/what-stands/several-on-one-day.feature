@promise-10
Feature: Of several deposits on the threshold day, none is called the last
  The threshold is met that day, whoever came first.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: The tenth, eleventh and twelfth deposit come on one day
    Given the parties "cuba", "belize" and "paraguay"
    And these claims:
      | source   | source kind | published  | kind              | instrument      | party    | count | required | stage     | as of      |
      | Paper    | news        | 2024-05-01 | consents-counted  | alce-convention |          | 9     | 11       | deposited | 2024-05-01 |
      | Ministry | depositary  | 2024-09-28 | consent-deposited | alce-convention | cuba     |       |          |           | 2024-09-27 |
      | Ministry | depositary  | 2024-09-28 | consent-deposited | alce-convention | belize   |       |          |           | 2024-09-27 |
      | Ministry | depositary  | 2024-09-28 | consent-deposited | alce-convention | paraguay |       |          |           | 2024-09-27 |
    When I ask as of 27 September 2024
    Then "alce-convention" has 12 of 11 consents
    And "alce-convention" still needs 0 consents
    And the hurdle "alce-convention/threshold" is no longer in the way
    And the order of arrival changes nothing

  Scenario: On the day before, nine had come
    Given the parties "cuba", "belize" and "paraguay"
    And these claims:
      | source   | source kind | published  | kind              | instrument      | party    | count | required | stage     | as of      |
      | Paper    | news        | 2024-05-01 | consents-counted  | alce-convention |          | 9     | 11       | deposited | 2024-05-01 |
      | Ministry | depositary  | 2024-09-28 | consent-deposited | alce-convention | cuba     |       |          |           | 2024-09-27 |
    When I ask as of 26 September 2024
    Then "alce-convention" has 9 of 11 consents
    And the hurdle "alce-convention/threshold" is required
