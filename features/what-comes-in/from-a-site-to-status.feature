@promise-26
Feature: From a site that is followed to the page of status
  A site lists what is new. What of it names a party waits in the inbox with the words of its
  page; nothing of it is a claim before a person says so, and nothing comes twice.

  Background:
    Given an empty ledger
    And a partnership "space" between "Mexico" and "Korea"
    And a convention "ALCE convention"
    And a site lists these articles as new:
      | source   | published  | language | text                                                                                                                                   |
      | The Wire | 2024-06-12 | en       | Ten of the eleven required states have ratified the ALCE convention. The agency said so on Monday in a note that Mexico also received. |
      | Culture  | 2024-06-12 | en       | The orchestra of the city played for two hours in the rain, and nobody who had a seat left before the end of the last piece.           |
    And the site is followed for "space"

  Scenario: What names a party waits, and changes no answer
    When the feeds are polled
    And I ask as of 14 June 2024
    Then 1 document waits in the inbox
    And nobody counts the consents of "alce-convention"

  Scenario: Accepted, a draft is a claim with the words of the page
    When the feeds are polled
    And the document of "The Wire" is accepted
    And I ask as of 14 June 2024
    Then "alce-convention" has 10 of 11 consents
    And the consents of "alce-convention" rest on the words "Ten of the eleven required states have ratified the ALCE convention"
    And every value can be followed to a quote

  Scenario: Asked again, only what is new comes
    When the feeds are polled
    And the document of "The Wire" is accepted
    And the feeds are polled
    Then 0 documents wait in the inbox

    Given a site lists these articles as new:
      | source | published  | language | text                                                                                                                                                          |
      | Herald | 2024-06-13 | en       | Ten of the eleven required states have ratified the ALCE convention. The agency said so on Monday in a note that Mexico also received, and our city is glad. |
    When the feeds are polled
    Then 1 document waits in the inbox
    And the document of "Herald" seems to be a reprint of "The Wire"
