"""What tests share: simulated people and machines, fake services, contracts that several implementations fulfil."""
