@promise-8
Feature: Talks that stop suspend no agreement
  A negotiation is under way, suspended or concluded; what was agreed in principle is no adopted text.

  Background:
    Given an empty ledger
    And a partnership "eu-mercosur" between "eu" and "mercosur"
    And an agreement "emta" between "eu" and "mercosur"
    And these claims:
      | source | published  | kind                  | instrument | conclusion   | when    |
      | Paper  | 2016-12-01 | negotiation-suspended | emta       |              | 2004-10 |
      | Paper  | 2016-12-01 | negotiation-resumed   | emta       |              | 2010-05 |
      | Gazeta | 2019-07-01 | negotiation-concluded | emta       | in-principle | 2019-06 |

  Scenario: They stopped
    When I ask as of 1 January 2006
    Then the negotiation of "emta" is suspended
    And the stage of "eu-mercosur" is negotiation

  Scenario: They were taken up again
    When I ask as of 1 January 2012
    Then the negotiation of "emta" is under way
    And the stage of "eu-mercosur" is negotiation

  Scenario: They were concluded in principle
    When I ask as of 1 January 2020
    Then the negotiation of "emta" is concluded
    And the stage of "eu-mercosur" is negotiated
    And "eu" has not signed "emta"
