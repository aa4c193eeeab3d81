# language: ko
@promise-10
기능: 2024년 6월 12일에는 11건 중 9건이라고 읽을 수 있었다
  집계는 필요한 수와 나란히, 얼마나 남았고 얼마나 확실한지와 함께 보인다.

  배경:
    조건 빈 원장이 있다
    그리고 "mexico"와 "korea" 사이의 협력 관계 "mexico-korea-space"가 있다
    그리고 협약 "alce-convention"이 있다

  시나리오: 한 기사가 필요한 비준 11건 중 9건이라고 전한다
    조건 다음 주장이 있다:
      | 출처     | 발행일     | 종류      | 조약            | 건수 | 필요 건수 | 단계 | 인용                                                                  |
      | THX News | 2024-06-12 | 기속적 동의 집계 | alce-convention | 9    | 11        | 기탁 | With 9 of 11 required ratifications, ALCE is nearing entry into force |
    만일 2024년 6월 12일 기준으로 묻는다
    그러면 "alce-convention"에 대한 기속적 동의는 11건 중 9건이다
    그리고 "alce-convention"에는 기속적 동의 2건이 더 필요하다
    그리고 "alce-convention"에 대한 기속적 동의 수는 단일 출처로 분류된다
    그리고 "alce-convention"에 대한 기속적 동의 수는 "9 of 11 required ratifications"라는 문구에 근거한다

  시나리오: 한 달 전에 다른 신문은 10건이라고 전했다
    조건 다음 주장이 있다:
      | 출처       | 발행일     | 종류      | 조약            | 건수 | 필요 건수 | 단계 | 기준일     |
      | La Jornada | 2024-05-19 | 기속적 동의 집계 | alce-convention | 10   | 11        | 기탁 | 2024-05-19 |
      | THX News   | 2024-06-12 | 기속적 동의 집계 | alce-convention | 9    | 11        | 기탁 | 2024-06-12 |
    만일 2024년 6월 12일 기준으로 묻는다
    그러면 "alce-convention"에 대한 기속적 동의는 11건 중 10건이다
    그리고 "alce-convention"에 대한 기속적 동의 수에서 "THX News"는 역행 사유로 채택되지 않는다

  시나리오: 그 전날까지는 아무도 집계하지 않았다
    조건 다음 주장이 있다:
      | 출처     | 발행일     | 종류      | 조약            | 건수 | 필요 건수 | 단계 |
      | THX News | 2024-06-12 | 기속적 동의 집계 | alce-convention | 9    | 11        | 기탁 |
    만일 2024년 6월 12일 기준으로, 2024년 6월 11일까지 발행된 것으로 묻는다
    그러면 "alce-convention"에 대한 기속적 동의를 집계한 출처는 없다
