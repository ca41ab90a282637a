"""How it looks: landmarks in, repetitions, holds and faults out."""
