@promise-1
Feature: A late article about an early day contradicts nothing
  A count is a statement about its own day, not about the day it was printed.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: An article of July counts for the end of January
    Given these claims:
      | source | published  | kind             | instrument      | count | required | stage     | as of                 |
      | Paper  | 2024-05-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01            |
      | Review | 2024-07-01 | consents-counted | alce-convention | 7     | 11       | deposited | 2024-01-25/2024-01-31 |
    When I ask as of 1 August 2024
    Then "alce-convention" has 9 of 11 consents
    And the consents of "alce-convention" are single source
    And "Review" loses on the consents of "alce-convention" as history

  Scenario: The same article counts for its own day
    Given these claims:
      | source | published  | kind             | instrument      | count | required | stage     | as of      |
      | Paper  | 2024-05-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
      | Review | 2024-07-01 | consents-counted | alce-convention | 7     | 11       | deposited | 2024-07-01 |
    When I ask as of 1 August 2024
    Then the consents of "alce-convention" are contested
    And "Review" loses on the consents of "alce-convention" as regressive
