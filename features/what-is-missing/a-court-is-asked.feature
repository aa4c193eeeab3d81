@promise-11
Feature: A court that is asked stands in the way from that day
  Not before; and what the court held decides.

  Background:
    Given an empty ledger
    And a partnership "eu-mercosur" between "eu" and "mercosur"
    And an agreement "empa" between "eu" and "mercosur"
    And these claims:
      | source     | published  | kind           | hurdle  | title      | court | blocks | when       |
      | Parliament | 2026-01-21 | court-referral | opinion | an opinion | eu    | empa   | 2026-01-21 |

  Scenario: The day before
    When I ask as of 20 January 2026
    Then 0 hurdles are outstanding
    And nothing blocks "empa"

  Scenario: It is asked
    When I ask as of 21 January 2026
    Then the hurdle "opinion" is under review
    And "opinion" blocks "empa"

  Scenario: It finds no fault
    Given these claims:
      | source | published  | kind          | hurdle  | finding    | when       |
      | Court  | 2026-11-02 | court-opinion | opinion | compatible | 2026-11-01 |
    When I ask as of 2 November 2026
    Then the hurdle "opinion" is found compatible
    And nothing blocks "empa"
