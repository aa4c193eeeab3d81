@promise-18
Feature: Anyone can check that nobody changed what was recorded
  Leaves, tree, documents and quotes are recomputed; a claim is proven to one without the ledger.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"
    And these claims:
      | source   | source kind | published  | kind             | instrument      | count | required | stage     | as of      | quote                           |
      | THX News | news        | 2024-06-12 | consents-counted | alce-convention | 9     | 11       | deposited | 2024-06-12 | 9 of 11 required ratifications  |

  Scenario: What was recorded is what is there
    Then the ledger verifies

  Scenario: A claim with its words, under a signed checkpoint
    Then the claim of "THX News" can be proven

  Scenario: A correction is one more event, and changes none of the others
    Given on 14 June 2024 "THX News" corrects "THX News" to:
      | count |
      | 10    |
    Then the ledger verifies
    And the claim of "THX News" can be proven
