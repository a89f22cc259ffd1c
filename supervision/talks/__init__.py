"""The talk engine: supervision (M25), pre-appointment (M26), reminder (M27), interview (M61) and political (M64) talks.

A talk or letter that disposes of a lead (谈话函询) is something else and lives with the leads (trap 7.3.5).
"""
