"""One visit and every act on it, without a screen: what the full screen, the lines and the hosts are views of."""
