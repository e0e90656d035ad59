"""Small formatting helpers of the templates."""
