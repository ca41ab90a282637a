"""The body: 33 landmarks, the skeleton behind them, and the camera that sees them."""
