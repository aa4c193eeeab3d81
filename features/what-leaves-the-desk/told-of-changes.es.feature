# language: es
@promise-28
Característica: Se avisa a otros de lo que cambia, con firma, en orden y sin que falte nada
  El programa de una colega se entera cuando sube un recuento. Puede estar caído un día entero: lo
  que ocurrió entretanto le llega después, y lo que ya se le dijo no tiene que preguntarlo.

  Antecedentes:
    Dado un libro vacío
    Y una cooperación "space" entre "México" y "Corea"
    Y un convenio "alce"
    Y estas afirmaciones:
      | fuente   | publicado  | tipo     | instrumento | recuento | requeridos | etapa      | a fecha de |
      | THX News | 2024-06-01 | recuento | alce        | 9        | 11         | depositado | 2024-06-01 |
    Y se avisa a un destinatario de los cambios de "space"

  Escenario: Se avisa del recuento que sube, y no de lo que hubo antes
    Cuando estas afirmaciones:
      | fuente | publicado  | tipo     | instrumento | recuento | requeridos | etapa      | a fecha de |
      | Gazeta | 2024-06-12 | recuento | alce        | 10       | 11         | depositado | 2024-06-12 |
    Y se envía lo que toca enviar
    Entonces el destinatario tiene 1 mensaje
    Y se avisó al destinatario de que los consentimientos de "alce" pasaron de 9 a 10

    Cuando se envía lo que toca enviar
    Entonces el destinatario tiene 1 mensaje

  Esquema del escenario: El que no lo recibe no pierde nada, y se entera en orden
    Cuando el destinatario responde <respuesta>
    Y estas afirmaciones:
      | fuente | publicado  | tipo     | instrumento | recuento | requeridos | etapa      | a fecha de |
      | Gazeta | 2024-06-12 | recuento | alce        | 10       | 11         | depositado | 2024-06-12 |
    Y se envía lo que toca enviar
    Y estas afirmaciones:
      | fuente | publicado  | tipo     | instrumento | recuento | requeridos | etapa      | a fecha de |
      | Herald | 2024-06-20 | recuento | alce        | 11       | 11         | depositado | 2024-06-20 |
    Y se envía lo que toca enviar
    Entonces el destinatario tiene 0 mensajes

    Cuando el destinatario responde 204
    Y se vuelve a enviar lo que no llegó
    Entonces se avisó al destinatario de que los consentimientos de "alce" pasaron de 9 a 10
    Y se avisó al destinatario de que los consentimientos de "alce" pasaron de 10 a 11

    Ejemplos:
      | respuesta |
      | 500       |
      | 410       |

  Escenario: De otra cooperación no se le avisa
    Cuando una cooperación "harbour" entre "México" y "Chile"
    Y estas afirmaciones:
      | fuente | publicado  | tipo    | anfitrión | a fecha de |
      | Gazeta | 2024-06-12 | reunión | Chile     | 2024-06-12 |
    Y se envía lo que toca enviar
    Entonces el destinatario tiene 0 mensajes
