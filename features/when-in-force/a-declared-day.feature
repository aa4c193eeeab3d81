@promise-16
Feature: The day of entry into force is computed, and a declared one is held against it
  Both are shown; what does not agree is flagged, never hidden.

  Background:
    Given an empty ledger
    And a partnership "african-trade" between "ghana" and "kenya"
    And a convention "afcfta" in force 30 days after 22 consents

  Scenario: The depositary declares a day more than the rule gives
    Given these claims:
      | source     | source kind | published  | kind               | instrument | count | required | stage     | as of      |
      | Depositary | depositary  | 2019-04-28 | consents-counted   | afcfta     | 20    | 22       | deposited | 2019-04-28 |
      | Depositary | depositary  | 2019-04-29 | consents-counted   | afcfta     | 22    | 22       | deposited | 2019-04-29 |
      | Depositary | depositary  | 2019-05-30 | entered-into-force | afcfta     |       |          |           | 2019-05-30 |
    When I ask as of 30 May 2019
    Then "afcfta" enters into force on 30 May 2019
    And "afcfta" is in force
    And the declared day of "afcfta" is not the computed 29 May 2019

  Scenario: Nobody declares a day
    Given these claims:
      | source     | source kind | published  | kind             | instrument | count | required | stage     | as of      |
      | Depositary | depositary  | 2019-04-28 | consents-counted | afcfta     | 20    | 22       | deposited | 2019-04-28 |
      | Depositary | depositary  | 2019-04-29 | consents-counted | afcfta     | 22    | 22       | deposited | 2019-04-29 |
    When I ask as of 1 May 2019
    Then "afcfta" enters into force on 29 May 2019
    And "afcfta" is not in force
    And nothing declared of "afcfta" differs from what is computed

  Scenario: Parliaments approved, and fifteen States deposited
    Given these claims:
      | source     | source kind | published  | kind             | instrument | count | required | stage     | as of      |
      | Depositary | depositary  | 2019-04-02 | consents-counted | afcfta     | 15    | 22       | deposited | 2019-04-02 |
      | Paper      | news        | 2019-04-02 | consents-counted | afcfta     | 22    | 22       | approved  | 2019-04-02 |
    When I ask as of 30 May 2019
    Then "afcfta" is not in force
    And "afcfta" still needs 7 consents
