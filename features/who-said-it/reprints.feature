@promise-2
Feature: Reprints of one wire are one source
  Two outlets that print one wire look like two sources, and are one.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: A wire and two reprints
    Given these claims:
      | source   | source kind | published  | retells  | kind             | instrument      | count | required | stage     | as of      |
      | The Wire | wire        | 2024-05-01 |          | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
      | Herald   | news        | 2024-05-02 | The Wire | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
      | Tribune  | news        | 2024-05-02 | The Wire | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
    When I ask as of 1 June 2024
    Then the consents of "alce-convention" rest on 1 independent source
    And the consents of "alce-convention" are single source
    And the status rests on 3 documents and 1 independent source

  Scenario: A wire and two papers that asked for themselves
    Given these claims:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | The Wire | wire        | 2024-05-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
      | Herald   | news        | 2024-05-02 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
      | Tribune  | news        | 2024-05-02 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
    When I ask as of 1 June 2024
    Then the consents of "alce-convention" rest on 3 independent sources
    And the consents of "alce-convention" are corroborated
