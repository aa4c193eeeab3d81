# language: es
@promise-8
Característica: Una negociación interrumpida no suspende ningún acuerdo
  Una negociación está en curso, suspendida o concluida; un acuerdo de principio no es un texto adoptado.

  Antecedentes:
    Dado un libro vacío
    Y una cooperación "eu-mercosur" entre "eu" y "mercosur"
    Y un acuerdo "emta" entre "eu" y "mercosur"
    Y estas afirmaciones:
      | fuente | publicado  | tipo                          | instrumento | cuándo  |
      | Diario | 2016-12-01 | suspensión de la negociación  | emta        | 2004-10 |
      | Diario | 2016-12-01 | reanudación de la negociación | emta        | 2010-05 |
      | Gaceta | 2019-07-01 | conclusión de la negociación  | emta        | 2019-06 |

  Escenario: Se interrumpió
    Cuando pregunto a fecha del 1 de enero de 2006
    Entonces la negociación de "emta" está suspendida
    Y la etapa de "eu-mercosur" es negociación

  Escenario: Se reanudó
    Cuando pregunto a fecha del 1 de enero de 2012
    Entonces la negociación de "emta" está en curso
    Y la etapa de "eu-mercosur" es negociación

  Escenario: Se concluyó
    Cuando pregunto a fecha del 1 de enero de 2020
    Entonces la negociación de "emta" está concluida
    Y la etapa de "eu-mercosur" es negociación concluida
    Y "eu" no ha firmado "emta"
