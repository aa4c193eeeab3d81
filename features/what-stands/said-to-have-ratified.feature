@promise-7
Feature: "Ratified" in the press is a vote at home or a deposit, and counts for neither
  An act of unknown level contradicts nothing; "the text was signed" is the act of all sides.

  Background:
    Given an empty ledger
    And a partnership "defence" between "japan" and "philippines"
    And an agreement "raa" between "japan" and "philippines"
    And these claims:
      | source   | published  | kind                  | instrument | party       | step          | when       |
      | Ministry | 2024-07-08 | signed                | raa        |             |               | 2024-07-08 |
      | Inquirer | 2024-12-17 | domestically-approved | raa        | philippines | head-of-state | 2024-11-05 |
      | Inquirer | 2024-12-17 | domestically-approved | raa        | philippines | chamber       | 2024-12-16 |
      | Business | 2025-08-12 | ratification-reported | raa        | japan       |               | 2025-06    |

  Scenario: The text was signed
    When I ask as of 1 August 2024
    Then "japan" has signed "raa"
    And "philippines" has signed "raa"

  Scenario: The President and the Senate are two steps
    When I ask as of 1 January 2025
    Then the head of State of "philippines" approved "raa" on 5 November 2024
    And the chamber of "philippines" approved "raa" on 16 December 2024
    And 0 matters are contested

  Scenario: "The Diet ratified it"
    When I ask as of 1 July 2025
    Then "japan" is said to have ratified "raa"
    And "japan" has not consented to "raa"
    And 0 matters are contested
