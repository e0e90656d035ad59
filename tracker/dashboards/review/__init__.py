"""The review page: the text beside the proposals, every decision through the services."""
