# language: es
@promise-6
Característica: Tres relojes: cuándo ocurrió, cuándo se pudo leer y cuándo lo supimos
  Cada uno se fija por separado, y ninguno sustituye a otro.

  Antecedentes:
    Dado un libro vacío
    Y una cooperación "mexico-korea-space" entre "mexico" y "korea"
    Y un convenio "alce-convention"

  Regla: El undécimo depósito, de septiembre, se publicó en octubre y se registró en noviembre

    Antecedentes:
      Dadas estas afirmaciones registradas el 1 de junio de 2024:
        | fuente     | tipo de fuente | publicado  | tipo     | instrumento     | recuento | requeridos | etapa      | a fecha de |
        | La Jornada | prensa         | 2024-05-19 | recuento | alce-convention | 10       | 11         | depositado | 2024-05-19 |
      Y las partes "cuba"
      Y estas afirmaciones registradas el 10 de noviembre de 2024:
        | fuente      | tipo de fuente | publicado  | tipo     | instrumento     | parte | a fecha de            |
        | Cancillería | depositario    | 2024-10-05 | depósito | alce-convention | cuba  | 2024-09-27/2024-09-28 |

    Escenario: Lo que sabíamos el 1 de octubre
      Cuando pregunto a fecha del 1 de octubre de 2024, conocido el 1 de octubre de 2024
      Entonces "alce-convention" tiene 10 de 11 consentimientos

    Escenario: Lo que hoy sabemos del 1 de octubre
      Cuando pregunto a fecha del 1 de octubre de 2024, conocido el 1 de diciembre de 2024
      Entonces "alce-convention" tiene 11 de 11 consentimientos

    Escenario: Lo que se podía leer el 1 de octubre
      Cuando pregunto a fecha del 1 de octubre de 2024, publicado hasta el 1 de octubre de 2024
      Entonces "alce-convention" tiene 10 de 11 consentimientos

    Escenario: Lo que hoy sabemos del 1 de septiembre
      Cuando pregunto a fecha del 1 de septiembre de 2024, conocido el 1 de diciembre de 2024
      Entonces "alce-convention" tiene 10 de 11 consentimientos
