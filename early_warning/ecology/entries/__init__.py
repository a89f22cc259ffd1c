"""Register of taking office: when the talk, the first lesson and the handover took place. Dates only, no contents.

It carries indicators D3 and D4 until the engines of talks (M26), education (M49) and handovers (M80) register their own
sources; then it can be deleted as one folder.
"""
