# language: es
@promise-3
Característica: Una retirada arrastra consigo toda reproducción
  Lo que solo proviene de una nota cae con ella, y el libro lo conserva todo.

  Antecedentes:
    Dado un libro vacío
    Y una cooperación "mexico-korea-space" entre "mexico" y "korea"
    Y un convenio "alce-convention"

  Regla: Una agencia, dos reproducciones y un diario con fuentes propias

    Antecedentes:
      Dadas estas afirmaciones registradas el 9 de mayo de 2024:
        | fuente     | tipo de fuente | publicado  | retoma     | tipo     | instrumento     | recuento | requeridos | etapa      | a fecha de |
        | La Agencia | agencia        | 2024-05-08 |            | recuento | alce-convention | 11       | 11         | depositado | 2024-05-07 |
        | El Heraldo | prensa         | 2024-05-08 | La Agencia | recuento | alce-convention | 11       | 11         | depositado | 2024-05-07 |
        | La Tribuna | prensa         | 2024-05-08 | La Agencia | recuento | alce-convention | 11       | 11         | depositado | 2024-05-07 |
        | El Local   | prensa         | 2024-05-07 |            | recuento | alce-convention | 10       | 11         | depositado | 2024-05-07 |

    Escenario: La agencia retira su nota
      Cuando el 11 de mayo de 2024 "La Agencia" retira "La Agencia"
      Y pregunto a fecha del 1 de junio de 2024
      Entonces "alce-convention" tiene 10 de 11 consentimientos
      Y 3 afirmaciones ya no están en pie
      Y la afirmación de "El Heraldo" ya no está en pie: original retirado
      Y la afirmación de "El Local" sigue en pie

    Escenario: Antes de la retirada, el libro sabía de once
      Cuando el 11 de mayo de 2024 "La Agencia" retira "La Agencia"
      Y pregunto a fecha del 1 de junio de 2024, conocido el 10 de mayo de 2024
      Entonces "alce-convention" tiene 11 de 11 consentimientos

    Escenario: Quien solo pudo leer las noticias hasta el 10 de mayo sigue leyendo once
      Cuando el 11 de mayo de 2024 "La Agencia" retira "La Agencia"
      Y pregunto a fecha del 1 de junio de 2024, publicado hasta el 10 de mayo de 2024
      Entonces "alce-convention" tiene 11 de 11 consentimientos

    Escenario: Nadie retira la nota
      Cuando pregunto a fecha del 1 de junio de 2024
      Entonces "alce-convention" tiene 11 de 11 consentimientos
      Y la afirmación de "El Heraldo" sigue en pie
