@promise-7
Feature: A vote at home is not a deposit
  Most contradictions are confusions of stages, so that stages are never counted together.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: A parliament approves for the twenty-second time
    Given these claims:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | Ministry | depositary  | 2019-04-02 | consents-counted | alce-convention | 15    | 22       | deposited | 2019-04-02 |
      | Paper    | news        | 2019-04-02 | consents-counted | alce-convention | 22    | 22       | approved  | 2019-04-02 |
    When I ask as of 2 April 2019
    Then "alce-convention" has 15 of 22 consents
    And the consents of "alce-convention" are settled
    And "alce-convention" still needs 7 consents

  Scenario: The twenty-second deposit
    Given these claims:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | Ministry | depositary  | 2019-04-29 | consents-counted | alce-convention | 22    | 22       | deposited | 2019-04-29 |
      | Paper    | news        | 2019-04-02 | consents-counted | alce-convention | 22    | 22       | approved  | 2019-04-02 |
    When I ask as of 29 April 2019
    Then "alce-convention" has 22 of 22 consents
    And "alce-convention" still needs 0 consents
