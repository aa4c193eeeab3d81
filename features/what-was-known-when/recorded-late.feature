@promise-6
Feature: Three clocks: when it was so, when one could read it, when we knew it
  Each can be fixed on its own, and none stands in for another.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Rule: The eleventh deposit of September, printed in October, recorded in November

    Background:
      Given these claims recorded on 2024-06-01:
        | source     | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
        | La Jornada | news        | 2024-05-19 | consents-counted | alce-convention | 10    | 11       | deposited | 2024-05-19 |
      And the parties "cuba"
      And these claims recorded on 2024-11-10:
        | source   | source kind | published  | kind              | instrument      | party | as of                 |
        | Ministry | depositary  | 2024-10-05 | consent-deposited | alce-convention | cuba  | 2024-09-27/2024-09-28 |

    Scenario: What we knew on 1 October
      When I ask as of 1 October 2024, known on 1 October 2024
      Then "alce-convention" has 10 of 11 consents

    Scenario: What we know now of 1 October
      When I ask as of 1 October 2024, known on 1 December 2024
      Then "alce-convention" has 11 of 11 consents

    Scenario: What one could read on 1 October
      When I ask as of 1 October 2024, published by 1 October 2024
      Then "alce-convention" has 10 of 11 consents

    Scenario: What we know now of 1 September
      When I ask as of 1 September 2024, known on 1 December 2024
      Then "alce-convention" has 10 of 11 consents
