"""Values that cannot change and pure rules over them.

May import: the standard library only. Must never do input or output, read a clock, or
hold a sentence that a person reads.

Glossary (one word per idea; the same in code, tables, screens and translator comments):

* *Notice*: one version of an issuer's privacy notice for a vehicle model and jurisdiction.
* *Practice*: one kind of data collected for one set of compatible purposes; what is switched.
* *Choice*: the person's present decision on one practice.
* *Term*: how long a given consent lasts; chosen by the person.
* *Event*: one immutable entry of the log. People see the log as *History*.
* *Evidence*: what supports "it is so in the car": levels 0 to 5, M and X.
* *Record*: an exported, signed statement of choices with the exact text shown.
"""
