@promise-3
Feature: A retraction can itself be taken back
  The claims live again, and both acts stay in the log.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: The wire withdraws its withdrawal
    Given these claims:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | Local    | news        | 2024-05-07 | consents-counted | alce-convention | 10    | 11       | deposited | 2024-05-07 |
      | The Wire | wire        | 2024-05-08 | consents-counted | alce-convention | 11    | 11       | deposited | 2024-05-08 |
    When on 11 May 2024 "The Wire" retracts "The Wire"
    And on 13 May 2024 "The Wire" takes back its retraction of "The Wire"
    And I ask as of 1 June 2024
    Then "alce-convention" has 11 of 11 consents
    And the claim of "The Wire" stands

  Scenario: Between the two acts the story was dead
    Given these claims:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | Local    | news        | 2024-05-07 | consents-counted | alce-convention | 10    | 11       | deposited | 2024-05-07 |
      | The Wire | wire        | 2024-05-08 | consents-counted | alce-convention | 11    | 11       | deposited | 2024-05-08 |
    When on 11 May 2024 "The Wire" retracts "The Wire"
    And on 13 May 2024 "The Wire" takes back its retraction of "The Wire"
    And I ask as of 1 June 2024, known on 12 May 2024
    Then "alce-convention" has 10 of 11 consents
    And the claim of "The Wire" does not stand: document retracted
