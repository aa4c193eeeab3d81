@promise-19
Feature: What changed since a day, on the clock that one names
  News that was printed late, and news that was recorded late, are different changes.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"
    And these claims recorded on 2024-05-02:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | THX News | news        | 2024-05-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
    And these claims recorded on 2024-06-20:
      | source     | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | La Jornada | news        | 2024-05-19 | consents-counted | alce-convention | 10    | 11       | deposited | 2024-05-19 |
    When I ask as of 1 July 2024

  Scenario: What was printed since 18 May
    Then compared with what was published by 18 May 2024, the consents of "alce-convention" went from 9 to 10
    And compared with what was published by 20 May 2024, nothing changed

  Scenario: What we recorded since 20 May
    Then compared with what was recorded by 20 May 2024, the consents of "alce-convention" went from 9 to 10
    And compared with what was recorded by 20 June 2024, nothing changed

  Scenario: What happened since 18 May
    Then compared with what was so by 18 May 2024, the consents of "alce-convention" went from 9 to 10

  Scenario: What is no longer believed
    Given on 25 June 2024 "La Jornada" retracts "La Jornada"
    Then compared with what was recorded by 20 June 2024, the claim of "La Jornada" no longer stands
    And compared with what was recorded by 20 June 2024, the consents of "alce-convention" went from 10 to 9
