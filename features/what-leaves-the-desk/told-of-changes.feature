@promise-28
Feature: Others are told of what changes, signed, in order, and nothing is missed
  The colleague's program is told when a count goes up. It may be down for a day: what happened
  meanwhile comes later, and what it was told it does not have to ask for.

  Background:
    Given an empty ledger
    And a partnership "space" between "Mexico" and "Korea"
    And a convention "alce"
    And these claims:
      | source   | published  | kind             | instrument | count | required | stage     | as of      |
      | THX News | 2024-06-01 | consents-counted | alce       | 9     | 11       | deposited | 2024-06-01 |
    And a receiver is told of "space"

  Scenario: A count that goes up is told, and what came before is not
    When these claims:
      | source | published  | kind             | instrument | count | required | stage     | as of      |
      | Gazeta | 2024-06-12 | consents-counted | alce       | 10    | 11       | deposited | 2024-06-12 |
    And what is due is sent
    Then the receiver has 1 message
    And the receiver was told that the consents of "alce" went from 9 to 10

    When what is due is sent
    Then the receiver has 1 message

  Scenario Outline: One that does not take it misses nothing, and hears of it in order
    When the receiver answers <answer>
    And these claims:
      | source | published  | kind             | instrument | count | required | stage     | as of      |
      | Gazeta | 2024-06-12 | consents-counted | alce       | 10    | 11       | deposited | 2024-06-12 |
    And what is due is sent
    And these claims:
      | source | published  | kind             | instrument | count | required | stage     | as of      |
      | Herald | 2024-06-20 | consents-counted | alce       | 11    | 11       | deposited | 2024-06-20 |
    And what is due is sent
    Then the receiver has 0 messages

    When the receiver answers 204
    And what did not arrive is sent again
    Then the receiver was told that the consents of "alce" went from 9 to 10
    And the receiver was told that the consents of "alce" went from 10 to 11

    Examples:
      | answer |
      | 500    |
      | 410    |

  Scenario: Another partnership is none of its business
    When a partnership "harbour" between "Mexico" and "Chile"
    And these claims:
      | source | published  | kind         | host  | as of      |
      | Gazeta | 2024-06-12 | meeting-held | Chile | 2024-06-12 |
    And what is due is sent
    Then the receiver has 0 messages
