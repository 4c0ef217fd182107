"""What is the same for every vendor that is played: the wire, serving, what goes wrong, what is described.

`fake_github` and `fake_miro` stand on it; it knows neither.
"""
