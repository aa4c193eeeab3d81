@promise-14
Feature: A claim is found by its words
  Whatever the case and the accents.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: The words of a quote
    Given these claims:
      | source   | published  | kind             | instrument      | count | quote                            |
      | La Razón | 2024-06-12 | consents-counted | alce-convention | 9     | Se suman nueve depósitos de once |
    Then searching for "DEPOSITOS nueve" finds 1 claim

  Scenario: Words that nobody wrote
    Given these claims:
      | source   | published  | kind             | instrument      | count | quote                            |
      | La Razón | 2024-06-12 | consents-counted | alce-convention | 9     | Se suman nueve depósitos de once |
    Then searching for "depósitos diez" finds 0 claims
