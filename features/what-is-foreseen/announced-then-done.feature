@promise-8
Feature: What was announced is not yet done
  An expectation is open until its day, then met or overdue; what comes behind its day is met late.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Rule: An agency says on 1 April that Mexico will sign on the 15th

    Background:
      Given these claims recorded on 2024-04-01:
        | source | source kind | published  | kind   | instrument      | party  | as of      | said as  |
        | Agency | wire        | 2024-04-01 | signed | alce-convention | mexico | 2024-04-15 | expected |

    Scenario: Before the day
      When I ask as of 10 April 2024
      Then the foreseen "signed" is open
      And "mexico" has not signed "alce-convention"

    Scenario: It signed
      Given these claims recorded on 2024-04-16:
        | source | source kind | published  | kind   | instrument      | party  | as of      |
        | Agency | wire        | 2024-04-16 | signed | alce-convention | mexico | 2024-04-15 |
      When I ask as of 16 April 2024
      Then the foreseen "signed" is met
      And "mexico" has signed "alce-convention"

    Scenario: Nothing came
      When I ask as of 16 April 2024
      Then the foreseen "signed" is overdue
      And "mexico" has not signed "alce-convention"

    Scenario: It signed, five days late
      Given these claims recorded on 2024-04-21:
        | source | source kind | published  | kind   | instrument      | party  | as of      |
        | Agency | wire        | 2024-04-21 | signed | alce-convention | mexico | 2024-04-20 |
      When I ask as of 21 April 2024
      Then the foreseen "signed" is met-late
      And "mexico" has signed "alce-convention"
