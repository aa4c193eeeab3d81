@promise-10
Feature: On 12 June 2024 one could read of nine of eleven
  A count is shown against what is required, with what is still missing and how sure it is.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: One article counts nine of eleven required ratifications
    Given these claims:
      | source   | published  | kind             | instrument      | count | required | stage     | quote                                                                 |
      | THX News | 2024-06-12 | consents-counted | alce-convention | 9     | 11       | deposited | With 9 of 11 required ratifications, ALCE is nearing entry into force |
    When I ask as of 12 June 2024
    Then "alce-convention" has 9 of 11 consents
    And "alce-convention" still needs 2 consents
    And the consents of "alce-convention" are single source
    And the consents of "alce-convention" rest on the words "9 of 11 required ratifications"
    And the hurdle "alce-convention/threshold" is at 9 of 11

  Scenario: A month earlier another paper had counted ten
    Given these claims:
      | source     | published  | kind             | instrument      | count | required | stage     | as of      |
      | La Jornada | 2024-05-19 | consents-counted | alce-convention | 10    | 11       | deposited | 2024-05-19 |
      | THX News   | 2024-06-12 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-06-12 |
    When I ask as of 12 June 2024
    Then "alce-convention" has 10 of 11 consents
    And "THX News" loses on the consents of "alce-convention" as regressive

  Scenario: The day before, nobody had counted
    Given these claims:
      | source   | published  | kind             | instrument      | count | required | stage     |
      | THX News | 2024-06-12 | consents-counted | alce-convention | 9     | 11       | deposited |
    When I ask as of 12 June 2024, published by 11 June 2024
    Then nobody counts the consents of "alce-convention"
