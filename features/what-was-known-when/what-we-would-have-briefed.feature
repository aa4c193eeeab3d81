@promise-22
Feature: What one would have briefed on a day
  All three clocks at once: what had happened, had been published and had been recorded by then.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"
    And these claims recorded on 2024-05-02:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | THX News | news        | 2024-05-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
    And these claims recorded on 2024-06-20:
      | source     | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | La Jornada | news        | 2024-05-19 | consents-counted | alce-convention | 10    | 11       | deposited | 2024-05-19 |

  Scenario: What was so and printed, but not recorded, could not be briefed
    When I ask what one would have briefed on 1 June 2024
    Then "alce-convention" has 9 of 11 consents

  Scenario: The day on which it was recorded
    When I ask what one would have briefed on 20 June 2024
    Then "alce-convention" has 10 of 11 consents

  Scenario: With hindsight the same day looks otherwise
    When I ask as of 1 June 2024
    Then "alce-convention" has 10 of 11 consents
