@promise-24
Feature: A brief on one page says nothing without the words
  The ambassador reads the page; the editor checks its footnotes.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"
    And these claims recorded on 2024-05-02:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      | quote                        |
      | THX News | news        | 2024-05-01 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-05-01 | Nine of eleven have ratified |
    And these claims recorded on 2024-06-20:
      | source     | source kind | published  | kind             | instrument      | count | required | stage     | as of      | quote             |
      | La Jornada | news        | 2024-05-19 | consents-counted | alce-convention | 10    | 11       | deposited | 2024-05-19 | Ten have ratified |
    When I ask as of 1 July 2024

  Scenario: Where it stands, on whose words
    Then the brief says "10 of 11 consents, 1 still required", with the words "Ten have ratified" of "La Jornada"

  Scenario: What stands in the way
    Then the brief says "1 more consent for alce-convention", with the words "Ten have ratified" of "La Jornada"

  Scenario: What changed since a day
    Then the brief since 20 May 2024 says "went from 9 of 11 to 10 of 11", with the words "Ten have ratified" of "La Jornada"

  Scenario: Nothing stands there on nobody's word
    Then every statement of the brief has a footnote
