"""The camera's coach: landmarks in; repetitions, holds and faults out."""
