@promise-8
Feature: A target that was missed is closed, and one that was put off has a new day
  Each points at the claim that foresaw it.

  Background:
    Given an empty ledger
    And a partnership "uk-india" between "uk" and "india"
    And an agreement "fta" between "uk" and "india"
    And these claims:
      | source | published  | kind   | instrument | party | said as  | when       | called |
      | Paper  | 2022-04-22 | signed | fta        | uk    | intended | 2022-10-24 | diwali |

  Scenario: It was not achieved
    Given these claims:
      | source | published  | kind          | expectation | when       |
      | Gazeta | 2022-10-25 | target-missed | diwali      | 2022-10-24 |
    When I ask as of 1 November 2022
    Then the foreseen "signed" is missed

  Scenario: It was put off to 2027
    Given these claims:
      | source | published  | kind      | expectation | until | when       |
      | Gazeta | 2022-10-25 | postponed | diwali      | 2027  | 2022-10-24 |
    When I ask as of 1 November 2022
    Then the foreseen "signed" is postponed
    When I ask as of 1 January 2028
    Then the foreseen "signed" is overdue
