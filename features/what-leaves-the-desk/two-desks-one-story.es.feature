# language: es
@promise-29
Característica: Lo que dos oficinas saben de un mismo asunto se reúne, y no se borra el trabajo de nadie
  Cada oficina conserva lo que registró ella misma. Por lo que las dos llaman de otro modo se pregunta.

  Antecedentes:
    Dado un libro vacío
    Y una cooperación "space" entre "México" y "Corea"
    Y un convenio "alce"
    Y estas afirmaciones:
      | fuente | publicado  | tipo     | instrumento | recuento | requeridos | etapa      | a fecha de |
      | Gazeta | 2024-06-12 | recuento | alce        | 10       | 11         | depositado | 2024-06-12 |

  Escenario: Lo que una oficina ya tenía sigue siendo suyo
    Dada otra oficina con un libro vacío
    Y una cooperación "space" entre "México" y "Corea"
    Y un convenio "alce"
    Y estas afirmaciones:
      | fuente   | publicado  | tipo     | instrumento | recuento | requeridos | etapa      | a fecha de |
      | THX News | 2024-06-01 | recuento | alce        | 9        | 11         | depositado | 2024-06-01 |
    Cuando recibe lo que exporta la primera oficina
    Y pregunto a fecha del 14 de junio de 2024
    Entonces "alce" tiene 10 de 11 consentimientos
    Y la afirmación de "THX News" se registró antes en esta oficina
    Y la afirmación de "Gazeta" se registró antes en la primera oficina, con prueba

  Escenario: Por un nombre con dos identificadores se pregunta, y antes no se registra nada
    Dada otra oficina con un libro vacío
    Y se importa esta hoja:
      | tipo  | id  | nombre | clase  |
      | parte | rok | Corea  | Estado |
    Cuando recibe lo que exporta la primera oficina
    Entonces se rechaza: "may be one party, and may be two"
    Y al buscar "consents-counted" se encuentran 0 afirmaciones

  Escenario: Tomadas por una sola, lo que se afirma es de una sola parte
    Dada otra oficina con un libro vacío
    Y se importa esta hoja:
      | tipo  | id  | nombre | clase  |
      | parte | rok | Corea  | Estado |
    Cuando recibe lo que exporta la primera oficina, y toma por una sola las partes del mismo nombre
    Entonces "rok" y "corea" son una sola parte
    Y al buscar "consents-counted" se encuentra 1 afirmación
