@promise-19
Feature: What changed over all partnerships since a day
  The morning's question names no partnership. What did not change is not told.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea" between "mexico" and "korea"
    And a partnership "japan-philippines" between "japan" and "philippines"
    And a convention "alce-convention"
    And these claims recorded on 2024-05-02:
      | source | source kind | published  | partnership       | kind         | host   | as of      |
      | Herald | news        | 2024-05-01 | mexico-korea      | meeting-held | mexico | 2024-04-30 |
      | Herald | news        | 2024-05-01 | japan-philippines | meeting-held | japan  | 2024-04-30 |
    And these claims recorded on 2024-06-20:
      | source | source kind | published  | partnership       | kind         | host   | as of      |
      | Daily  | news        | 2024-06-19 | japan-philippines | visit-made   | japan  | 2024-06-18 |
    When I ask as of 1 July 2024

  Scenario: What we recorded since 20 May
    Then over all partnerships, compared with what was recorded by 20 May 2024, only "japan-philippines" changed

  Scenario: What was printed since 20 May
    Then over all partnerships, compared with what was published by 20 May 2024, only "japan-philippines" changed

  Scenario: A retraction touches whatever rests on what is taken back
    Given on 25 June 2024 "Herald" retracts "Herald"
    And these claims recorded on 2024-06-26:
      | source | source kind | published  | partnership       | kind         | host   | as of      |
      | Daily  | news        | 2024-06-25 | mexico-korea      | visit-made   | mexico | 2024-06-24 |
    Then over all partnerships, compared with what was recorded by 25 June 2024, only "mexico-korea" changed
