"""Files that hold pages: zip, WACZ and MHTML. Web archives have a folder of their own."""
