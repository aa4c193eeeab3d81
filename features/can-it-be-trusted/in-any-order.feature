@promise-15
Feature: The order of arrival changes no answer, and telling twice records once
  The same facts give the same answer to the byte.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: A story with a reprint, a vague day and a withdrawal
    Given these claims:
      | source   | source kind | published  | retells  | kind              | instrument      | party  | count | required | stage     | as of      |
      | The Wire | wire        | 2024-05-01 |          | consents-counted  | alce-convention |        | 9     | 11       | deposited | 2024-04    |
      | Herald   | news        | 2024-05-02 | The Wire | consents-counted  | alce-convention |        | 10    | 11       | deposited | 2024-05-01 |
      | Ministry | depositary  | 2024-06-01 |          | consent-withdrawn | alce-convention | mexico |       |          |           | 2024-05-20 |
    When I ask as of 1 July 2024
    Then the order of arrival changes nothing

  Scenario: The same news is recorded again
    Given these claims:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      |
      | The Wire | wire        | 2024-05-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 |
    When I ask as of 1 July 2024
    Then recording it all again changes nothing
