@promise-14
Feature: What happened, in the order of the days
  Accounts of one occasion are one moment; what fell stays, marked.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: A workshop, told twice, and a delegation
    Given these claims:
      | source     | published  | kind          | host   | occasion     | as of         |
      | Diplomatic | 2022-06-30 | workshop-held | mexico | the-workshop | 2022-06-29    |
      | Gazette    | 2022-07-02 | workshop-held | mexico | the-workshop | 2022-06       |
      | THX News   | 2024-06-12 | meeting-held  | mexico |              | ../2024-06-12 |
    When I ask as of 12 June 2024
    Then the stage of "mexico-korea-space" is dialogue
    And the last news is of 12 June 2024
    And the status rests on 3 documents and 3 independent sources

  Scenario: The order of the days, not of the news
    Given these claims:
      | source   | published  | kind         | host   | as of      |
      | THX News | 2024-06-12 | meeting-held | mexico | 2024-06-10 |
      | Gazette  | 2024-07-02 | visit-made   | korea  | 2023-01-15 |
    When I ask as of 1 August 2024
    Then the timeline is:
      | when       | kind         | source   |
      | 2023-01-15 | visit-made   | Gazette  |
      | 2024-06-10 | meeting-held | THX News |

  Scenario: What happened later does not count earlier
    Given these claims:
      | source   | published  | kind         | host   | as of      |
      | THX News | 2024-06-12 | meeting-held | mexico | 2024-06-10 |
    When I ask as of 9 June 2024
    Then the stage of "mexico-korea-space" is unknown
