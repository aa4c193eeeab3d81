@promise-5
Feature: A count of a vague day conflicts only if no day makes both true
  Nine "in May to June" may have been counted before ten on 1 June: growth, and no dispute.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: Nine on some day of May to June, next to ten on 1 June
    Given these claims:
      | source | published  | kind             | instrument      | count | required | stage     | as of                 |
      | Paper  | 2024-07-01 | consents-counted | alce-convention | 10    | 11       | deposited | 2024-06-01            |
      | Gazeta | 2024-07-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01/2024-06-30 |
    When I ask as of 1 August 2024
    Then "alce-convention" has 10 of 11 consents
    And 0 matters are contested
    And "Gazeta" loses on the consents of "alce-convention" as perhaps earlier
    And the order of arrival changes nothing

  Scenario: Nine on some day of June, which cannot be before 1 June
    Given these claims:
      | source | published  | kind             | instrument      | count | required | stage     | as of      |
      | Paper  | 2024-07-01 | consents-counted | alce-convention | 10    | 11       | deposited | 2024-06-01 |
      | Gazeta | 2024-07-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-06    |
    When I ask as of 1 August 2024
    Then "alce-convention" has 10 of 11 consents
    And the consents of "alce-convention" are contested
    And "Gazeta" loses on the consents of "alce-convention" as regressive

  Scenario: Ten on some day of May to June, next to nine on 30 June
    Given these claims:
      | source | published  | kind             | instrument      | count | required | stage     | as of                 |
      | Paper  | 2024-07-01 | consents-counted | alce-convention | 10    | 11       | deposited | 2024-05-01/2024-06-30 |
      | Gazeta | 2024-07-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-06-30            |
    When I ask as of 1 August 2024
    Then the consents of "alce-convention" are contested
