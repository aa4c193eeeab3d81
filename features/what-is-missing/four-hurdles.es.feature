# language: es
@promise-11
Característica: Lo que aún se interpone, cada cosa con sus palabras
  Los obstáculos que las fuentes enuncian, uno por parte cuando cada una tiene el suyo, y los umbrales sin alcanzar.

  Antecedentes:
    Dado un libro vacío
    Y una cooperación "mexico-korea-space" entre "mexico" y "korea"
    Y un convenio "alce-convention"

  Regla: El artículo del 12 de junio de 2024

    Antecedentes:
      Dado un acuerdo "aerospace-agreement" entre "mexico" y "korea"
      Y estas afirmaciones:
        | fuente   | publicado  | tipo      | obstáculo           | título                        | instrumento         | a cargo de    | cada una | modalidad | bloquea             | recuento | requeridos | etapa      | cita                                                                               |
        | THX News | 2024-06-12 | requisito | the-agreement       | negociarlo y ratificarlo      | aerospace-agreement | mexico, korea |          | requerido | joint-programme     |          |            |            | the two nations must negotiate and ratify a formal aerospace cooperation agreement |
        | THX News | 2024-06-12 | requisito | technology-approval | autorización de transferencia |                     | mexico, korea | sí       | posible   | technology-transfer |          |            |            | may require approval by each country's space and aviation authorities             |
        | THX News | 2024-06-12 | recuento  |                     |                               | alce-convention     |               |          |           |                     | 9        | 11         | depositado | With 9 of 11 required ratifications                                                |

    Escenario: Quedan cuatro obstáculos
      Cuando pregunto a fecha del 12 de junio de 2024
      Entonces quedan 4 obstáculos pendientes
      Y los obstáculos pendientes son:
        | obstáculo                  | estado    |
        | the-agreement              | requerido |
        | alce-convention/threshold  | requerido |
        | technology-approval/mexico | posible   |
        | technology-approval/korea  | posible   |
      Y "the-agreement" bloquea "joint-programme"

    Escenario: La autoridad de México da su autorización
      Dadas estas afirmaciones:
        | fuente  | tipo de fuente              | publicado  | tipo         | obstáculo           | parte  | a fecha de |
        | Agencia | fuente oficial de una parte | 2024-09-01 | autorización | technology-approval | mexico | 2024-08-30 |
      Cuando pregunto a fecha del 2 de septiembre de 2024
      Entonces quedan 3 obstáculos pendientes
      Y el estado del obstáculo "technology-approval/mexico" es concedido
