@promise-16
Feature: A month that has no such day ends as the instrument's own rule says
  The day is computed, and the rule that was used is named with it.

  Background:
    Given an empty ledger
    And a partnership "african-trade" between "ghana" and "kenya"

  Scenario Outline: <months> after <given>, counted <ending>
    Given a convention "treaty" in force <months> after 1 consent, counted <ending>
    And these claims:
      | source     | source kind | published | kind              | instrument | party | as of   |
      | Depositary | depositary  | <given>   | consent-deposited | treaty     | ghana | <given> |
    When I ask as of 1 July 2024
    Then "treaty" enters into force on <day>
    And the day of "treaty" is counted <ending>

    Examples: The last day of a short month
      | given      | months   | ending                       | day              |
      | 2023-01-31 | 1 month  | to the last day of the month | 28 February 2023 |
      | 2022-11-30 | 3 months | to the last day of the month | 28 February 2023 |

    Examples: A leap year
      | given      | months   | ending                       | day              |
      | 2024-01-31 | 1 month  | to the last day of the month | 29 February 2024 |
      | 2023-11-30 | 3 months | to the last day of the month | 29 February 2024 |

    Examples: The day after, and from end to end
      | given      | months   | ending                             | day           |
      | 2022-11-30 | 3 months | to the first day of the next month | 1 March 2023  |
      | 2023-02-28 | 1 month  | to the last day of the month       | 28 March 2023 |
      | 2023-02-28 | 1 month  | from last day to last day          | 31 March 2023 |
