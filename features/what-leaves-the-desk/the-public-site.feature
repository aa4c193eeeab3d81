@promise-30
Feature: The public reads what the desk knows, down to the words, and nothing of the desk
  The site is plain files. Whoever opens it can follow a count to who said it, in which words.

  Background:
    Given an empty ledger
    And a partnership "harbour" between "Chile" and "Korea"
    And a partnership "space" between "Mexico" and "Korea"
    And a convention "alce"
    And these claims:
      | source   | published  | kind             | instrument | count | required | stage     | as of      | quote                      |
      | THX News | 2024-06-01 | consents-counted | alce       | 9     | 11       | deposited | 2024-06-01 | Nine of eleven have joined |
      | Gazeta   | 2024-06-12 | consents-counted | alce       | 10    | 11       | deposited | 2024-06-12 | Ten of eleven have joined  |

  Scenario: From the page of status to the words
    When the public site is published
    Then the page of "space" on the site says "10 of 11"
    And its links lead to the words "Ten of eleven have joined"
    And every link of the site leads to a file of the site

  Scenario: What its publisher took back is not said any more
    When on 14 June 2024 "Gazeta" retracts "Gazeta"
    And the public site is published
    Then the page of "space" on the site says "9 of 11"
    And the page of "space" on the site does not say "10 of 11"

  Scenario: Who works at the desk is not on it
    When on 14 June 2024 "The night desk" judges "Mexico" and "Korea" to be different
    And the public site is published
    Then no file of the site has "The night desk"
    And no file of the site says where the ledger is

  Scenario: Only what changed is written
    When the public site is published
    And the public site is published again
    Then nothing of the site was written

    When I look at "harbour"
    And these claims:
      | source | published  | kind         | host  | partnership | as of      |
      | Herald | 2024-06-20 | meeting-held | Chile | harbour     | 2024-06-20 |
    And the public site is published again
    Then the page of "harbour" on the site says "20 Jun 2024"
    And the page of "harbour" on the site was written
    And the page of "space" on the site was left as it was
