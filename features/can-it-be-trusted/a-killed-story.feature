@promise-3
Feature: A retraction takes every retelling with it
  What descends only from a story falls with the story, and the ledger keeps all of it.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Rule: What was recorded stays, and is told for every day of the ledger

    Background:
      Given these claims recorded on 2024-05-09:
        | source   | source kind | published  | retells  | kind             | instrument      | count | required | stage     | as of      |
        | The Wire | wire        | 2024-05-08 |          | consents-counted | alce-convention | 11    | 11       | deposited | 2024-05-07 |
        | Herald   | news        | 2024-05-08 | The Wire | consents-counted | alce-convention | 11    | 11       | deposited | 2024-05-07 |
        | Tribune  | news        | 2024-05-08 | The Wire | consents-counted | alce-convention | 11    | 11       | deposited | 2024-05-07 |
        | Local    | news        | 2024-05-07 |          | consents-counted | alce-convention | 10    | 11       | deposited | 2024-05-07 |

    Scenario: The wire kills its story
      When on 11 May 2024 "The Wire" retracts "The Wire"
      And I ask as of 1 June 2024
      Then "alce-convention" has 10 of 11 consents
      And 3 claims do not stand
      And the claim of "The Wire" does not stand: document retracted
      And the claim of "Herald" does not stand: root retracted
      And the claim of "Local" stands

    Scenario: Before the wire killed its story, the ledger knew eleven
      When on 11 May 2024 "The Wire" retracts "The Wire"
      And I ask as of 1 June 2024, known on 10 May 2024
      Then "alce-convention" has 11 of 11 consents
      And 0 claims do not stand

    Scenario: Who could only read the news of 10 May still reads eleven
      When on 11 May 2024 "The Wire" retracts "The Wire"
      And I ask as of 1 June 2024, published by 10 May 2024
      Then "alce-convention" has 11 of 11 consents

    Scenario: Nobody kills the story
      When I ask as of 1 June 2024
      Then "alce-convention" has 11 of 11 consents
      And the claim of "Herald" stands
