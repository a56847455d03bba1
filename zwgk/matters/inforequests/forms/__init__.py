"""What people type about requests → clean values: `receiving` and `applicant` for who asks, `steps` and `case` for who handles."""
