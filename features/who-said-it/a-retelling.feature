@promise-2
Feature: Who retells cannot know better than whom they retell
  One vote for each root: a derivative never beats its root and adds nothing to it.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: An aggregator makes eleven of the ten it read about
    Given these claims:
      | source        | source kind | published  | retells    | lineage    | kind             | instrument      | count | required | stage     | as of      |
      | La Jornada    | news        | 2024-05-19 |            |            | consents-counted | alce-convention | 10    | 11       | deposited | 2024-05-19 |
      | An Aggregator | aggregator  | 2024-05-20 | La Jornada | summarised | consents-counted | alce-convention | 11    | 11       | deposited | 2024-05-20 |
    When I ask as of 1 June 2024
    Then "alce-convention" has 10 of 11 consents
    And "La Jornada" wins on the consents of "alce-convention"
    And "An Aggregator" loses on the consents of "alce-convention" as derivative

  Scenario: A paper with sources of its own counts eleven
    Given these claims:
      | source     | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | La Jornada | news        | 2024-05-19 | consents-counted | alce-convention | 10    | 11       | deposited | 2024-05-19 |
      | Reforma    | news        | 2024-05-20 | consents-counted | alce-convention | 11    | 11       | deposited | 2024-05-20 |
    When I ask as of 1 June 2024
    Then "alce-convention" has 11 of 11 consents
    And "Reforma" wins on the consents of "alce-convention"
    And "La Jornada" loses on the consents of "alce-convention" as history
